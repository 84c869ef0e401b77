"""Written English: tables first, and the code that walks them. `rules` names them all."""
