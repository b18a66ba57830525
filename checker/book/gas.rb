# What GNU assembly for x86 looks like, for Rouge, which highlights the listings of the book and
# knows that of the Netwide Assembler alone.
require 'rouge'

module Rouge
  module Lexers
    class GNUAssembly < RegexLexer
      title 'GNU assembly'
      desc 'x86 in AT&T syntax, with comments and directives of C'
      tag 'gas'
      filenames '*.S'

      state :root do
        rule %r/\n/, Text
        mixin :blank
        rule %r/#[ \t]*[a-z]+.*?(?=$|\/\/|\/\*)/, Comment::Preproc # so far none goes on in a line
        rule %r/(?:[A-Za-z_.$][\w.$]*|\d+):/, Name::Label
        rule %r/\.[a-z]\w*/, Keyword::Pseudo, :operands
        rule %r/(?:lock|rep(?:n?[ez])?)(?=[ \t]+[a-z])/, Keyword # what they go before comes next
        rule %r/[a-z][a-z0-9]*/, Keyword, :operands
        rule %r/[A-Z]\w*/, Name::Function, :operands # a macro
        rule %r/./, Text, :operands
      end

      state :operands do
        rule %r/[\n;]/, Text, :pop!
        mixin :blank
        rule %r/%[a-z]\w*/, Name::Variable
        rule %r/"(?:\\.|[^"\\\n])*"/, Str
        rule %r/'(?:\\.|[^\\\n])'?/, Str::Char
        rule %r/\$?0x[\h]+/i, Num::Hex
        rule %r/\$?\d+[bf]?(?![\w.])/, Num::Integer # 1b and 1f are labels nearby
        rule %r/\$?\\?[A-Za-z_.@][\w.$@]*|\$/, Text
        rule %r/[-+*\/&|^~!<>=(),:%{}\[\]#?]/, Operator
        rule %r/./, Text
      end

      state :blank do
        rule %r/[ \t]+/, Text
        rule %r/\/\/.*/, Comment::Single
        rule %r/\/\*.*?\*\//m, Comment::Multiline
      end
    end
  end
end
