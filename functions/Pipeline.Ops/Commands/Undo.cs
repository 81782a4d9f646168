using System.Collections.Frozen;

namespace Pipeline.Ops.Commands;

/// <summary>Which command takes which answer back: its verb below the page of the answer.</summary>
internal static class Undo
{
    private static readonly FrozenDictionary<string, string> Verbs = new Dictionary<string, string>
    {
        ["Errors.dismissed"] = "undismiss",
        ["Errors.taken"] = "release",
        ["Flows.paused"] = "resume",
        ["Flows.scheduled"] = "unschedule",
        ["Invoices.noted"] = "unnote",
        ["Orders.noted"] = "unnote",
    }.ToFrozenDictionary();

    /// <summary>The verb for an answer's code, or null when it is not taken back.</summary>
    public static string? Of(string done) => Verbs.GetValueOrDefault(done);
}
