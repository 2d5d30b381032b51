namespace Kube.Conformance.Clients.Scripts;

/// <summary>One command of a script, and what it answers.</summary>
/// <param name="Line">Where it stands in the script.</param>
/// <param name="Eventually">The answer may take a while: the command is repeated until it comes.</param>
internal sealed record Step(int Line, string Command, bool Eventually, IReadOnlyList<Answer> Answers)
{
    public Answer AnswerFor(Version kubectl) => Answers.LastOrDefault(answer => answer.IsFor(kubectl)) ?? Answer.Nothing;
}
