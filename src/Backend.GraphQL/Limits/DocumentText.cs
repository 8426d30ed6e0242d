using System.Text;
using GraphQLParser;

namespace Backend.GraphQL.Limits;

/// <summary>Looks at a document's text before it is parsed: its size, and how deep it nests, since the parser recurses.</summary>
internal static class DocumentText
{
    /// <exception cref="LimitExceededException">The text is too large, or nests too deep.</exception>
    /// <exception cref="GraphQLParser.Exceptions.GraphQLSyntaxErrorException">The text has something that is no token.</exception>
    public static void Check(string text, GraphQLLimits limits)
    {
        // Each character is at least one byte: most of what is too large shows without counting.
        if (text.Length > limits.DocumentBytes || Encoding.UTF8.GetByteCount(text) > limits.DocumentBytes)
            throw new LimitExceededException(ErrorCodes.DocumentTooLarge, $"The document has more than {limits.DocumentBytes} bytes.");
        var (tokens, nesting, position) = (0, 0, 0);
        while (true)
        {
            var token = Lexer.Lex(text, position);
            if (token.Kind == TokenKind.EOF)
                return;
            LimitExceededException.Demand(++tokens, limits.Tokens, "tokens");
            nesting += token.Kind switch
            {
                TokenKind.BRACE_L or TokenKind.BRACKET_L or TokenKind.PAREN_L => 1,
                TokenKind.BRACE_R or TokenKind.BRACKET_R or TokenKind.PAREN_R => -1,
                _ => 0,
            };
            if (nesting > limits.Nesting)
                throw new LimitExceededException(ErrorCodes.DocumentTooDeep, $"The document nests deeper than {limits.Nesting} levels.");
            position = token.End;
        }
    }
}
