namespace Kube.Controllers.Scheduling;

/// <summary>Bounds of what events may say.</summary>
internal static class FailureMessages
{
    private const int MaxNoteLength = 1024;
    private const string Cut = " ...";

    public static string ForEvent(string message) => message.Length <= MaxNoteLength ? message : message[..(MaxNoteLength - Cut.Length)] + Cut;
}
