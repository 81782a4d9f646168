namespace Pipeline.Scenarios.Documents;

/// <summary>A fenced block of a document.</summary>
/// <param name="Place">Document and line of the opening fence, for example <c>README.md:46</c>.</param>
/// <param name="Language">First word behind the fence, or empty.</param>
/// <param name="Mark">What stands behind the language, or empty.</param>
/// <param name="Text">The lines within, each with its end.</param>
internal sealed record DocumentBlock(string Place, string Language, string Mark, string Text)
{
    /// <summary>Commands that are run against the started system.</summary>
    public bool IsRun => this is { Language: "bash", Mark: "" };

    /// <summary>Commands that start the system; they run until they are stopped.</summary>
    public bool StartsServers => this is { Language: "bash", Mark: "starts-servers" };

    /// <summary>Commands that are run when the system has been stopped.</summary>
    public bool IsAfterStop => this is { Language: "bash", Mark: "after-stop" };

    /// <summary>What the commands of the block before print.</summary>
    public bool IsOutput => Mark == "output";

    /// <summary>Whether running it changes nothing, so that it may be run again until it prints what is shown.</summary>
    public bool OnlyReads => !Text.Contains(" -X ", StringComparison.Ordinal) && !Text.Contains(" -d ", StringComparison.Ordinal)
        && !Text.Contains(" -i ", StringComparison.Ordinal);
}
