"""Articles as content systems file them: typed data in place of a page.

    JSON --reading--> ArticleData --pages--> Page, which the cleaner reads
                      ArticleData --holding--> why it may not be published now

Lists in JSON, feeds, WordPress and the library all give an `ArticleData`. What it says wins
over what the cleaner finds.
"""
