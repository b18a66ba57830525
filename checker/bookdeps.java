// What the book is built from on top of deps.java: Asciidoctor, on JRuby, which no check is to wait
// for. Its version stands here and nowhere else.

//DEPS org.asciidoctor:asciidoctorj:3.0.1
//FILES book.css=book/book.css
//FILES registers.txt=book/registers.txt
//FILES gas.rb=book/gas.rb
//FILES scheme.js=book/scheme.js
//FILES book.js=book/book.js
//FILES preview.js=book/preview.js

/** Holds the directives above; there is nothing to call. */
interface bookdeps {}
