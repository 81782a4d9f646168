namespace Pipeline.TestSupport;

/// <summary>Lines that a test run shows at its end, passed tests included.</summary>
public static class TestReport
{
    private static readonly Lock Gate = new();

    /// <summary>
    /// Adds a line to the file that <c>PIPELINE_SUMMARY</c> names, as <c>./test.sh</c> sets it; without one, nothing. May be
    /// called by several tests at once.
    /// </summary>
    public static void Write(string line)
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_SUMMARY") is { Length: > 0 } file)
        {
            lock (Gate)
            {
                File.AppendAllText(file, line + Environment.NewLine);
            }
        }
    }
}
