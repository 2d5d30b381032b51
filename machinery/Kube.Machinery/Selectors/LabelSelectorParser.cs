using Kind = Kube.Machinery.Selectors.LabelSelectorTokenKind;

namespace Kube.Machinery.Selectors;

/// <summary>The grammar and the complaints of <c>labels.Parse</c>.</summary>
internal sealed class LabelSelectorParser(string text)
{
    private readonly List<LabelSelectorToken> _tokens = LabelSelectorLexer.Scan(text);
    private int _position;

    public List<Requirement> Parse()
    {
        var requirements = new List<Requirement>();
        while (true)
        {
            var next = Peek();
            if (next.Kind == Kind.End)
                return requirements;
            if (next.Kind is not (Kind.Identifier or Kind.Not))
                throw new SelectorException($"found '{next.Text}', expected: !, identifier, or 'end of string'");

            requirements.Add(ParseRequirement());

            var separator = Take();
            if (separator.Kind == Kind.End)
                return requirements;
            if (separator.Kind != Kind.Comma)
                throw new SelectorException($"found '{separator.Text}', expected: ',' or 'end of string'");
            if (Peek() is { Kind: not (Kind.Identifier or Kind.Not) } after)
                throw new SelectorException($"found '{after.Text}', expected: identifier after ','");
        }
    }

    private Requirement ParseRequirement()
    {
        try
        {
            var negated = Peek().Kind == Kind.Not;
            if (negated)
                Take();
            var key = Take();
            if (key.Kind != Kind.Identifier)
                throw Found(key, "identifier");
            RequirementRules.CheckKey(key.Text);

            if (Peek().Kind is Kind.End or Kind.Comma)
                return new Requirement(key.Text, negated ? SelectorOperator.DoesNotExist : SelectorOperator.Exists);
            if (negated)
                return new Requirement(key.Text, SelectorOperator.DoesNotExist);

            var @operator = ParseOperator();
            return new Requirement(key.Text, @operator,
                @operator is SelectorOperator.In or SelectorOperator.NotIn ? ParseValues() : ParseExactValue());
        }
        catch (SelectorException failure)
        {
            throw new SelectorException("unable to parse requirement: " + failure.Message);
        }
    }

    private SelectorOperator ParseOperator()
    {
        var token = _tokens[_position++];
        return token.Kind switch
        {
            Kind.In => SelectorOperator.In,
            Kind.NotIn => SelectorOperator.NotIn,
            Kind.Equals => SelectorOperator.Equals,
            Kind.DoubleEquals => SelectorOperator.DoubleEquals,
            Kind.NotEquals => SelectorOperator.NotEquals,
            Kind.GreaterThan => SelectorOperator.GreaterThan,
            Kind.LessThan => SelectorOperator.LessThan,
            _ => throw Found(token, "in, notin, =, ==, !=, gt, lt"),
        };
    }

    private string[] ParseExactValue()
    {
        if (Peek().Kind is Kind.End or Kind.Comma)
            return [""];
        var value = Take();
        return value.Kind == Kind.Identifier ? [value.Text] : throw Found(value, "identifier");
    }

    private List<string> ParseValues()
    {
        if (Take() is { Kind: not Kind.OpenParenthesis } open)
            throw new SelectorException($"found '{open.Text}' expected: '('");
        switch (Peek())
        {
            case { Kind: Kind.Identifier or Kind.Comma }:
                return ParseList();
            case { Kind: Kind.ClosedParenthesis }:
                Take();
                return [""];
            case var other:
                throw Found(other, "',', ')' or identifier");
        }
    }

    // Empty items are values too: (,a) holds "" and "a".
    private List<string> ParseList()
    {
        var values = new List<string>();
        while (true)
        {
            var token = Take();
            if (token.Kind == Kind.Identifier)
            {
                values.Add(token.Text);
                var after = Peek();
                if (after.Kind == Kind.ClosedParenthesis)
                    break;
                if (after.Kind != Kind.Comma)
                    throw Found(after, "',' or ')'");
            }
            else if (token.Kind == Kind.Comma)
            {
                if (values.Count == 0)
                    values.Add("");
                if (Peek().Kind is Kind.ClosedParenthesis or Kind.Comma)
                    values.Add("");
                if (Peek().Kind == Kind.ClosedParenthesis)
                    break;
                if (Peek().Kind == Kind.Comma)
                    Take();
            }
            else
            {
                throw Found(token, "',', or identifier");
            }
        }
        Take();
        return values;
    }

    // Where a word is expected, the keywords are words.
    private LabelSelectorToken Peek()
    {
        var token = _tokens[_position];
        return token.Kind is Kind.In or Kind.NotIn ? token with { Kind = Kind.Identifier } : token;
    }

    private LabelSelectorToken Take()
    {
        var token = Peek();
        _position++;
        return token;
    }

    private static SelectorException Found(LabelSelectorToken token, string expected)
        => new($"found '{token.Text}', expected: {expected}");
}
