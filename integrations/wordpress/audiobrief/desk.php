<?php
/**
 * Requests to a desk, and the signatures of its webhooks.
 */

defined( 'ABSPATH' ) || exit;

/** Seconds after which a message is too old, and may be a repetition by somebody else. */
const AUDIOBRIEF_TOLERANCE = 300;

/** A request to the desk: what it answers, or a WP_Error. */
function audiobrief_ask( $method, $path, $body = null, $headers = array() ) {
	$answer = wp_remote_request(
		untrailingslashit( audiobrief_setting( 'desk' ) ) . '/api/v1' . $path,
		array(
			'method'      => $method,
			'timeout'     => 20,
			'redirection' => 0,
			'headers'     => array_merge(
				array(
					'Authorization' => 'Bearer ' . audiobrief_setting( 'token' ),
					'Content-Type'  => 'application/json',
				),
				$headers
			),
			'body'        => null === $body ? null : wp_json_encode( $body ),
		)
	);
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	$status = (int) wp_remote_retrieve_response_code( $answer );
	$told   = json_decode( wp_remote_retrieve_body( $answer ), true );
	if ( $status < 200 || $status > 299 || ! is_array( $told ) ) {
		$said = is_array( $told ) && isset( $told['detail'] ) ? $told['detail'] : "the desk answered $status";
		return new WP_Error( 'audiobrief_' . $status, $said );
	}
	return $told;
}

/** A change of a story, for the version that it has now. */
function audiobrief_change( $story, $path, $body ) {
	$place = '/stories/' . rawurlencode( $story );
	$now   = audiobrief_ask( 'GET', $place );
	if ( is_wp_error( $now ) ) {
		return $now;
	}
	$version = sprintf( '"v%d"', (int) $now['version'] );
	return audiobrief_ask( 'POST', $place . $path, $body, array( 'If-Match' => $version ) );
}

/** Whether a message is signed by the desk (Standard Webhooks 1.0), and new. */
function audiobrief_is_signed( WP_REST_Request $request ) {
	$secret = audiobrief_setting( 'secret' );
	$id     = (string) $request->get_header( 'webhook_id' );
	$moment = (string) $request->get_header( 'webhook_timestamp' );
	if ( '' === $secret || '' === $id || ! ctype_digit( $moment ) || abs( time() - (int) $moment ) > AUDIOBRIEF_TOLERANCE ) {
		return false;
	}
	// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- the scheme writes the key so.
	$key    = base64_decode( preg_replace( '/^whsec_/', '', $secret ), true );
	$signed = base64_encode( hash_hmac( 'sha256', "$id.$moment." . $request->get_body(), (string) $key, true ) );
	foreach ( explode( ' ', (string) $request->get_header( 'webhook_signature' ) ) as $given ) {
		if ( 0 === strpos( $given, 'v1,' ) && hash_equals( $signed, substr( $given, 3 ) ) ) {
			return true;
		}
	}
	return false;
}
