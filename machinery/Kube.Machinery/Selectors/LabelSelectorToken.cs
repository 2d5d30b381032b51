namespace Kube.Machinery.Selectors;

internal enum LabelSelectorTokenKind
{
    End,
    ClosedParenthesis,
    Comma,
    Not,
    DoubleEquals,
    Equals,
    GreaterThan,
    Identifier,
    In,
    LessThan,
    NotEquals,
    NotIn,
    OpenParenthesis,
}

internal readonly record struct LabelSelectorToken(LabelSelectorTokenKind Kind, string Text);
