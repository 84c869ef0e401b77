<?php
/**
 * The settings: where the desk is, and what it knows this site by.
 */

defined( 'ABSPATH' ) || exit;

const AUDIOBRIEF_SETTINGS = array(
	'desk'   => 'Address of the desk, such as https://desk.news.example',
	'token'  => 'Token with the scopes submit, edit and publish (audiobrief accounts token)',
	'secret' => 'Secret of the webhook, which begins with whsec_',
	'listen' => 'Address of the published episodes, such as https://listen.news.example/',
);

/** A setting; a constant in wp-config.php such as AUDIOBRIEF_TOKEN comes first. */
function audiobrief_setting( $name ) {
	$constant = 'AUDIOBRIEF_' . strtoupper( $name );
	if ( defined( $constant ) ) {
		return (string) constant( $constant );
	}
	return (string) get_option( "audiobrief_$name", '' );
}

add_action(
	'admin_init',
	function () {
		foreach ( array_keys( AUDIOBRIEF_SETTINGS ) as $name ) {
			register_setting(
				'audiobrief',
				"audiobrief_$name",
				array(
					'sanitize_callback' => function ( $value ) use ( $name ) {
						if ( in_array( $name, array( 'desk', 'listen' ), true ) ) {
							return esc_url_raw( $value );
						}
						// An empty field keeps the secret, which the page does not show.
						return '' === trim( $value ) ? get_option( "audiobrief_$name", '' ) : sanitize_text_field( $value );
					},
				)
			);
		}
	}
);

add_action(
	'admin_menu',
	function () {
		add_options_page( 'audiobrief', 'audiobrief', 'manage_options', 'audiobrief', 'audiobrief_show_settings' );
	}
);

/** The page of the settings; secrets are not shown again. */
function audiobrief_show_settings() {
	echo '<div class="wrap"><h1>audiobrief</h1><form method="post" action="options.php">';
	settings_fields( 'audiobrief' );
	echo '<table class="form-table">';
	foreach ( AUDIOBRIEF_SETTINGS as $name => $said ) {
		$is_secret = in_array( $name, array( 'token', 'secret' ), true );
		printf(
			'<tr><th><label for="audiobrief_%1$s">%2$s</label></th><td><input class="regular-text" id="audiobrief_%1$s" name="audiobrief_%1$s" type="%3$s" value="%4$s" placeholder="%5$s" autocomplete="off"></td></tr>',
			esc_attr( $name ),
			esc_html( $said ),
			$is_secret ? 'password' : 'text',
			$is_secret ? '' : esc_attr( audiobrief_setting( $name ) ),
			$is_secret && '' !== audiobrief_setting( $name ) ? 'is set' : ''
		);
	}
	printf( '</table><p>%s <code>%s</code></p>', esc_html( 'Give the desk this address as a webhook:' ), esc_html( rest_url( 'audiobrief/v1/hook' ) ) );
	submit_button();
	echo '</form></div>';
}
