( function ( blocks, element, blockEditor, ServerSideRender, i18n ) {
	var el = element.createElement;
	blocks.registerBlockType( 'audiobrief/player', {
		edit: function ( props ) {
			return el(
				'div',
				blockEditor.useBlockProps(),
				el( ServerSideRender, {
					block: 'audiobrief/player',
					urlQueryArgs: { post_id: props.context.postId },
					EmptyResponsePlaceholder: function () {
						return el( 'p', {}, i18n.__( 'The player comes here when the episode is published.', 'audiobrief' ) );
					},
				} )
			);
		},
		save: function () {
			return null;
		},
	} );
} )( window.wp.blocks, window.wp.element, window.wp.blockEditor, window.wp.serverSideRender, window.wp.i18n );
