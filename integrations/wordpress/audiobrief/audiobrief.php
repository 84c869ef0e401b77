<?php
/**
 * Plugin Name: audiobrief
 * Description: Submits posts to an audiobrief desk, and shows the player of their episodes.
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: MIT
 * Text Domain: audiobrief
 *
 * A post is submitted when it is published, corrected when it changes, and withdrawn when it
 * leaves the site. The desk tells by a signed webhook when the episode is published; until
 * then the block shows nothing.
 */

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/desk.php';
require_once __DIR__ . '/settings.php';

const AUDIOBRIEF_STORY  = '_audiobrief_story';
const AUDIOBRIEF_FOLDER = '_audiobrief_folder';
const AUDIOBRIEF_SENT   = '_audiobrief_sent';

add_action( 'init', 'audiobrief_register_block' );
add_action( 'rest_api_init', 'audiobrief_register_hook' );
add_action( 'wp_after_insert_post', 'audiobrief_follow_post', 10, 1 );
add_action( 'trashed_post', 'audiobrief_withdraw_post', 10, 1 );
add_action( 'audiobrief_send', 'audiobrief_send_post', 10, 2 );

/** The block, whose script needs no build step. */
function audiobrief_register_block() {
	wp_register_script(
		'audiobrief-editor',
		plugins_url( 'block/editor.js', __FILE__ ),
		array( 'wp-blocks', 'wp-element', 'wp-block-editor', 'wp-server-side-render', 'wp-i18n' ),
		'0.1.0',
		true
	);
	wp_register_script(
		'audiobrief-player',
		plugins_url( 'audiobrief-player.js', __FILE__ ),
		array(),
		'0.1.0',
		true
	);
	register_block_type( __DIR__ . '/block', array( 'render_callback' => 'audiobrief_render' ) );
}

/** The player is a module: it is one file, and newer than any browser without modules. */
add_filter(
	'script_loader_tag',
	function ( $tag, $handle ) {
		return 'audiobrief-player' === $handle ? str_replace( '<script ', '<script type="module" ', $tag ) : $tag;
	},
	10,
	2
);

/** The player of a post's episode; empty until there is one. */
function audiobrief_render( $attributes = array(), $content = '', $block = null ) {
	$post   = isset( $block->context['postId'] ) ? (int) $block->context['postId'] : get_the_ID();
	$folder = $post ? (string) get_post_meta( $post, AUDIOBRIEF_FOLDER, true ) : '';
	$base   = audiobrief_setting( 'listen' );
	if ( '' === $folder || '' === $base ) {
		return '';
	}
	wp_enqueue_script( 'audiobrief-player' );
	$place = trailingslashit( $base ) . rawurlencode( $folder ) . '/';
	return sprintf( '<audiobrief-player src="%s"></audiobrief-player>', esc_url( $place ) );
}

/** After a post and its terms are saved: submit it, correct it, or withdraw it. */
function audiobrief_follow_post( $post_id ) {
	$post = get_post( $post_id );
	if ( ! $post || 'post' !== $post->post_type || wp_is_post_revision( $post ) || '' === audiobrief_setting( 'desk' ) ) {
		return;
	}
	if ( 'publish' === $post->post_status && '' === $post->post_password ) {
		// A desk that does not answer must not keep an author from saving.
		wp_schedule_single_event( time(), 'audiobrief_send', array( (int) $post_id, (string) $post->post_modified_gmt ) );
	} elseif ( get_post_meta( $post_id, AUDIOBRIEF_STORY, true ) ) {
		audiobrief_withdraw_post( $post_id );
	}
}

/** Submit a post, or correct its story; `$modified` keeps two changes from being one event. */
function audiobrief_send_post( $post_id, $modified = '' ) {
	$post = get_post( $post_id );
	if ( ! $post || 'publish' !== $post->post_status ) {
		return;
	}
	$article = audiobrief_article( $post );
	// Each save gives a post another time of change, also one that changes nothing.
	$digest = md5( wp_json_encode( array_diff_key( $article, array( 'modified' => true ) ) ) );
	if ( get_post_meta( $post_id, AUDIOBRIEF_SENT, true ) === $digest ) {
		return;
	}
	$story = (string) get_post_meta( $post_id, AUDIOBRIEF_STORY, true );
	$told  = '' === $story
		? audiobrief_ask( 'POST', '/stories', array( 'article' => $article ), array( 'Idempotency-Key' => "wp-$post_id-$digest" ) )
		: audiobrief_change( $story, '/correction', array( 'article' => $article, 'why' => __( 'The post was changed.', 'audiobrief' ) ) );
	if ( is_wp_error( $told ) ) {
		// The next try is later; an hour is soon enough for a desk that was down.
		wp_schedule_single_event( time() + HOUR_IN_SECONDS, 'audiobrief_send', array( (int) $post_id, $modified ) );
		return;
	}
	update_post_meta( $post_id, AUDIOBRIEF_STORY, $told['id'] );
	update_post_meta( $post_id, AUDIOBRIEF_SENT, $digest );
}

/** Withdraw the story of a post that left the site. */
function audiobrief_withdraw_post( $post_id ) {
	$story = (string) get_post_meta( $post_id, AUDIOBRIEF_STORY, true );
	if ( '' === $story ) {
		return;
	}
	$told = audiobrief_change( $story, '/withdrawal', array( 'reason' => __( 'The post left the site.', 'audiobrief' ) ) );
	if ( ! is_wp_error( $told ) ) {
		delete_post_meta( $post_id, AUDIOBRIEF_STORY );
		delete_post_meta( $post_id, AUDIOBRIEF_SENT );
		delete_post_meta( $post_id, AUDIOBRIEF_FOLDER );
	}
}

/** A post as audiobrief's article as data. */
function audiobrief_article( $post ) {
	$author = get_userdata( $post->post_author );
	return array(
		'id'        => 'wp-' . $post->ID,
		'url'       => get_permalink( $post ),
		'headline'  => wp_strip_all_tags( get_the_title( $post ) ),
		'dek'       => $post->post_excerpt ? wp_strip_all_tags( $post->post_excerpt ) : '',
		'html'      => apply_filters( 'the_content', $post->post_content ),
		'authors'   => $author ? array( $author->display_name ) : array(),
		'site'      => get_bloginfo( 'name' ),
		'language'  => get_bloginfo( 'language' ),
		'published' => get_post_time( 'c', true, $post ),
		'modified'  => get_post_modified_time( 'c', true, $post ),
		'tags'      => wp_get_post_tags( $post->ID, array( 'fields' => 'names' ) ),
	);
}

/** Where the desk tells what became of a story. */
function audiobrief_register_hook() {
	register_rest_route(
		'audiobrief/v1',
		'/hook',
		array(
			'methods'             => 'POST',
			'callback'            => 'audiobrief_take_hook',
			// Its signature says who sends it.
			'permission_callback' => 'audiobrief_is_signed',
		)
	);
}

/** Note the folder of an episode that was published, or forget it. */
function audiobrief_take_hook( WP_REST_Request $request ) {
	$told  = json_decode( $request->get_body(), true );
	$story = isset( $told['data']['story'] ) ? (string) $told['data']['story'] : '';
	$posts = '' === $story ? array() : get_posts(
		array(
			'post_type'   => 'post',
			'post_status' => 'any',
			'fields'      => 'ids',
			'numberposts' => 1,
			'meta_key'    => AUDIOBRIEF_STORY,
			'meta_value'  => $story,
		)
	);
	foreach ( $posts as $post_id ) {
		if ( in_array( $told['type'], array( 'published', 'corrected' ), true ) && isset( $told['data']['folder'] ) ) {
			update_post_meta( $post_id, AUDIOBRIEF_FOLDER, sanitize_text_field( $told['data']['folder'] ) );
		} elseif ( 'withdrawn' === $told['type'] ) {
			delete_post_meta( $post_id, AUDIOBRIEF_FOLDER );
		}
	}
	return new WP_REST_Response( null, 204 );
}
