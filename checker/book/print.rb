# Makes one PDF of all pages: they become the chapters of one document, which asciidoctor-pdf
# converts. Each of them stays the document that it was, with pictures and attributes of its own;
# its anchors get the page's name before them, so that all chapters may have the same sections.
require 'asciidoctor-pdf'

module ElevenSteps
  # What an anchor of a page is called in the book.
  def self.anchor page, id
    id.nil? || id.empty? ? page : %(#{page}--#{id})
  end

  # Adds to a document the chapters of its attribute book-chapters: a line each, with the page's
  # name, its source and, where it is not the source's, its title, separated by tabs. Pictures are
  # below the attribute book-pictures, by the page's name.
  class Chapters < Asciidoctor::Extensions::TreeProcessor
    include Asciidoctor::Logging

    BOXES = %w(break patch)
    LINES_IN_ONE_PIECE = 30
    SHARED = %w(attribute-missing icons last-stage relfilesuffix rouge-style
      source-highlighter)

    def process book
      list = (book.attr 'book-chapters', '').lines.map {|line| line.chomp.split ?\t }
      pages = list.to_h {|page, file| [file, page] }
      list.each do |page, file, title|
        text = read book, page, file, pages
        chapter = Asciidoctor::Section.new book, 1
        chapter.id = page
        chapter.title = title || (text.header.instance_variable_get :@title)
        chapter.sectname = 'chapter'
        book << chapter
        fill chapter, text
      end
      nil
    end

    private

    def read book, page, file, pages
      attributes = SHARED.to_h {|name| [name, (book.attr name)] }
      attributes.update 'imagesdir' => (File.join (book.attr 'book-pictures'), page),
        'book-page' => page, 'book-source' => file, 'book-pages' => pages
      text = Asciidoctor.load_file file, backend: 'pdf', safe: :unsafe, attributes: attributes
      text.find_by(traverse_documents: true) do |block|
        block.document.instance_variable_set :@converter, book.converter
        adapt block, page
      end
      text
    end

    def adapt block, page
      return if block.context == :document
      logger.error block.attr 'quote-problem' if block.attr? 'quote-problem'
      block.id = ElevenSteps.anchor page, block.id if block.id
      case block.context
      when :section
        block.level += 1
      when :listing, :literal
        block.set_option 'unbreakable' if block.lines.size <= LINES_IN_ONE_PIECE
      when :dlist
        shorten block if block.role? 'names'
      when :open
        (block.roles & BOXES).empty? ? (pass_title block) : (frame block)
      end
      nil
    end

    # A listing with a title of its own is laid out half as often as one in a box that has it.
    def pass_title box
      listing = box.blocks.first
      return unless box.title? && listing&.context == :listing
      listing.title = box.instance_variable_get :@title
      box.title = nil
    end

    # A long list of names as lines, each with its place alone, which stands in the last line.
    def shorten list
      lines = list.items.map do |terms, place|
        name, place = [terms[0], place].map {|item| item.instance_variable_get :@text }
        %(#{name}: #{place.lines.last})
      end
      lines = Asciidoctor::Block.new list.parent, :paragraph, source: (lines.join %( +\n)),
        subs: :default, attributes: { 'role' => 'names' }
      list.parent.blocks[list.parent.blocks.index list] = lines
    end

    # A box with its title in it. What can be broken stands between two lines: a frame would have to
    # be as long as what is in it, which takes several layouts to find out.
    def frame box
      title = Asciidoctor::Block.new box, :paragraph, source: (box.instance_variable_get :@title),
        subs: :default, attributes: { 'role' => 'box' }
      box.title = nil
      box.blocks.unshift title
      return unless box.role? 'break'
      box.blocks.unshift (Asciidoctor::Block.new box, :thematic_break)
      box << (Asciidoctor::Block.new box, :thematic_break)
    end

    def fill chapter, text
      blocks = text.blocks.flat_map {|block| block.context == :preamble ? block.blocks : [block] }
      blocks.reject! {|block| block.context == :section && block.blocks.empty? }
      answers = move_answers text
      blocks << (section_of text, 'What the checks say', answers) unless answers.empty?
      blocks.each {|block| append chapter, block }
    end

    # Takes the answers to questions out of their boxes: on paper nothing can be hidden.
    def move_answers text
      text.find_by(context: :example, role: 'answer').each_with_index.map do |answer, index|
        box = answer.parent
        id = %(answer-#{index + 1})
        answer.id = ElevenSteps.anchor (text.attr 'book-page'), id
        box.blocks[box.blocks.index answer] = Asciidoctor::Block.new box, :paragraph,
          source: %(The answer is <<#{id},at the end of the chapter>>.), subs: :default
        answer
      end
    end

    def section_of text, title, blocks
      section = Asciidoctor::Section.new text, 2
      section.title = title
      section.id = ElevenSteps.anchor (text.attr 'book-page'), 'answers'
      blocks.each {|block| append section, block }
      section
    end

    # Not by Block#parent=, which makes the parent's document the block's.
    def append parent, block
      block.instance_variable_set :@parent, parent
      parent.blocks << block
      parent.send :assign_numeral, block if block.context == :section
    end
  end

  # Leads references to the chapters, and leaves out those that a printed page cannot follow.
  class Converter < (Asciidoctor::Converter.for 'pdf')
    register_for 'pdf'

    HEADING_HEIGHT = 60
    LINE_HEIGHT = 11 # of a listing, or a little more
    NOT_WORDS = %r(<(style|title|desc)\b.*?</\1>|<[^>]*>)m

    def convert_inline_anchor node
      page = node.document.attr 'book-page'
      path = node.attributes['path']
      case node.type
      when :ref
        %(<a id="#{ElevenSteps.anchor page, node.id}">#{DummyText}</a>)
      when :xref
        return refer node, (node.text || path), node.target if path
        super.sub(/<a anchor="([^"]*)"/) { %(<a anchor="#{ElevenSteps.anchor page, $1}") }
      when :link
        (node.target.match? %r(\A[a-z]+:)) ? super : (refer node, node.text, node.target)
      else
        super
      end
    end

    # The letters of a glossary are no help there.
    def get_entries_for_toc node
      super.reject {|section| section.title.length == 1 }
    end

    # Keeps a heading beside the picture or the box that it is followed by.
    def arrange_heading node, title, opts
      super
      first = node.first_child if node.context == :section
      height = height_of first if first&.context == :image
      height = HEADING_HEIGHT + (height_of_start first) if first&.role? 'break'
      advance_page if height && cursor < HEADING_HEIGHT + height
    end

    # prawn-svg draws what a font lacks as an empty box.
    def convert_image node, opts = {}
      super
      file = file_of node
      return if scratch? || !(file.end_with? '.svg')
      words = (File.read file, encoding: 'UTF-8').gsub NOT_WORDS, ''
      chars = words.chars.uniq.grep_v(/\s/)
      lacking = nil
      font('Noto Sans') { lacking = chars.reject {|char| font.glyph_present? char }.join }
      logger.warn %(#{node.attr 'target'}: the font has no #{lacking}) unless lacking.empty?
    end

    # Keeps a box's title beside what it is about.
    def convert_thematic_break node
      box = node.parent
      advance_page if box.role? 'break' and node.first_child? and
        cursor < HEADING_HEIGHT + (height_of_start box)
      super
    end

    # What can be folded on a screen is what it holds, under its title.
    def convert_collapsible node
      add_dest_for_block node if node.id
      node.first_child.title = node.instance_variable_get :@title if node.title?
      traverse node
      theme_margin :block, :bottom, (next_enclosed_block node)
    end

    private

    def file_of picture
      File.join (picture.document.attr 'imagesdir'), (picture.attr 'target')
    end

    def height_of picture
      size = (File.read file_of picture).match %r(viewBox="0 0 ([\d.]+) ([\d.]+)")
      size ? size[2].to_f * [bounds.width / size[1].to_f, 0.75].min : 0
    end

    # That of a box down to the end of its first listing, if that stays in one piece.
    def height_of_start box
      listing = (box.find_by context: :listing).first
      lines = listing ? listing.lines.size : 1
      lines > Chapters::LINES_IN_ONE_PIECE ? LINE_HEIGHT : lines * LINE_HEIGHT
    end

    def refer node, text, target
      path, id = target.split '#', 2
      file = File.expand_path path, (File.dirname (node.document.attr 'book-source'))
      page = (node.document.attr 'book-pages')[file]
      page ? %(<a anchor="#{ElevenSteps.anchor page, id}">#{text}</a>) : text
    end
  end

  # Rouge's colours on paper: those of book.css.
  class Paper < Rouge::CSSTheme
    T = Rouge::Token::Tokens
    name 'eleven-steps'
    style T::Keyword, T::Comment::Preproc, fg: '#a40e26'
    style T::Keyword::Pseudo, T::Name::Label, fg: '#6639ba'
    style T::Name::Builtin, T::Name::Class, T::Name::Function, fg: '#6639ba'
    style T::Name::Variable, T::Str, fg: '#0a3069'
    style T::Num, fg: '#0550ae'
    style T::Comment, fg: '#57606a'
    style T::Generic::Prompt, fg: '#57606a'
    style T::Generic::Inserted, bg: '#dafbe1'
    style T::Generic::Deleted, bg: '#ffebe9'
  end
end

# Whether a font has it is asked of every character, in an instant each: not of those that all have.
Prawn::Text::Formatted::Box.prepend (Module.new do
  def analyze_glyphs_for_fallback_font_support fragment
    (fragment[:text].match? /[^\x00-\x7f\u00a0]/) ? super : [fragment]
  end
end)

# Fonts that lack a character are told of from this level on.
Asciidoctor::LoggerManager.logger.level = :info
Asciidoctor::Extensions.register { tree_processor ElevenSteps::Chapters }
