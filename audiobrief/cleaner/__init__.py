"""clean(page) -> Article: the text of a news article without the page's chrome."""
