namespace Pipeline.Faults.Ledgers;

/// <summary>What a run of the tests proved, in lines that <c>test.sh</c> prints.</summary>
/// <remarks>Appended to the file that the environment variable <c>PIPELINE_SUMMARY</c> names; nowhere when it is not set.</remarks>
public static class Summary
{
    private static readonly Lock Gate = new();

    /// <summary>Adds a line.</summary>
    public static void Add(string line)
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_SUMMARY") is { Length: > 0 } file)
        {
            lock (Gate)
            {
                File.AppendAllText(file, line + "\n");
            }
        }
    }
}
