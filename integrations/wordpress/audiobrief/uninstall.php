<?php
defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

foreach ( array( 'desk', 'token', 'secret', 'listen' ) as $audiobrief_name ) {
	delete_option( "audiobrief_$audiobrief_name" );
}
foreach ( array( '_audiobrief_story', '_audiobrief_folder', '_audiobrief_sent' ) as $audiobrief_key ) {
	delete_post_meta_by_key( $audiobrief_key );
}
