"""What a text is: decoding, layout, language, sentences, clauses, words, spans."""
