"""English: tables first, and the code that walks them. `language` names them all."""
