// What the book and the slides are built from on top of deps.java: Asciidoctor, on JRuby, which no
// check is to wait for, and PDFBox, which reads what was printed. Their versions stand here and
// nowhere else; that of reveal.js, which is no Java, in slides/reveal/SHA256SUMS.

//DEPS org.asciidoctor:asciidoctorj:3.0.1
//DEPS org.asciidoctor:asciidoctorj-revealjs:5.1.0
//DEPS org.apache.pdfbox:pdfbox:3.0.8
//FILES book.css=book/book.css
//FILES registers.txt=book/registers.txt
//FILES gas.rb=book/gas.rb
//FILES print.css=book/print.css
//FILES scheme.js=book/scheme.js
//FILES book.js=book/book.js
//FILES preview.js=book/preview.js
//FILES slides/colours.css=slides/colours.css
//FILES slides/deck.css=slides/deck.css
//FILES slides/deck.js=slides/deck.js
//FILES slides/pages.css=slides/pages.css
//FILES slides/pages.rb=slides/pages.rb
//FILES slides/reveal/reveal.js=slides/reveal/reveal.js
//FILES slides/reveal/reveal.css=slides/reveal/reveal.css
//FILES slides/reveal/notes.js=slides/reveal/notes.js
//FILES slides/reveal/LICENSE=slides/reveal/LICENSE

/** Holds the directives above; there is nothing to call. */
interface bookdeps {}
