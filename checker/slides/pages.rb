# What slides have as pages do: answers that are hidden until asked for, and links that are named
# after what they lead to.
class Asciidoctor::Revealjs::Converter
  prepend(Module.new do
    def pages
      @pages ||= Asciidoctor::Converter::Html5Converter.new 'html5'
    end

    def convert_example(node, opts = {})
      (node.option? 'collapsible') ? (pages.convert_example node) : super
    end

    def convert_inline_anchor(node, opts = {})
      node.type == :xref ? (pages.convert_inline_anchor node) : super
    end
  end)
end
