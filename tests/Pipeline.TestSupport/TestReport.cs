namespace Pipeline.TestSupport;

/// <summary>Lines that a test run shows at its end, passed tests included.</summary>
public static class TestReport
{
    /// <summary>Adds a line to the file that <c>PIPELINE_SUMMARY</c> names, as <c>./test.sh</c> sets it; without one, nothing.</summary>
    public static void Write(string line)
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_SUMMARY") is { Length: > 0 } file)
        {
            File.AppendAllText(file, line + Environment.NewLine);
        }
    }
}
