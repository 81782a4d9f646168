using System.Globalization;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Documents;

/// <summary>One pass over all documents: starts the system as the README does, runs every block in order, plants faults, stops.</summary>
public sealed class DocumentRun : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string?> findings = new(StringComparer.Ordinal);
    private readonly Dictionary<PlantedFault, string?> planted = [];

    /// <summary>How many blocks were run.</summary>
    internal int Count => findings.Count;

    /// <summary>What is wrong with a block that was run, or null.</summary>
    /// <exception cref="KeyNotFoundException">It was not run.</exception>
    internal string? FindingOf(string place) => findings[place];

    /// <summary>What the run said of a planted fault.</summary>
    internal string? FindingOf(PlantedFault fault) => planted[fault];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        IReadOnlyList<Document> documents = Document.All();
        using var system = new DocumentSystem();
        try
        {
            foreach (Document document in documents)
            {
                await RunAsync(system, document);
            }

            foreach (PlantedFault fault in PlantedFault.All)
            {
                planted[fault] = await fault.RunAsync(system, documents.Single(document => document.Name == fault.Document));
            }
        }
        finally
        {
            // 143: ended by SIGTERM, after everything was put away.
            int? code = await system.StopAsync();
            Assert.True(code is 143 or null, $"The servers ended with {code}.\n{system.Log}");
        }

        foreach (DocumentBlock block in documents.SelectMany(static document => document.Blocks).Where(static block => block.IsAfterStop))
        {
            bool before = system.HasData;
            findings[block.Place] = await system.RunAsync(block, null, TimeSpan.Zero)
                ?? (before && !system.HasData ? null : $"{block.Place} does not remove the data.");
        }

        TestReport.Write(string.Create(
            CultureInfo.InvariantCulture, $"Documents: {Count} blocks run, {planted.Count} faults planted and found."));
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    private async Task RunAsync(DocumentSystem system, Document document)
    {
        for (int at = 0; at < document.Blocks.Count; at++)
        {
            DocumentBlock block = document.Blocks[at];
            DocumentBlock? shown = document.Blocks.ElementAtOrDefault(at + 1) is { IsOutput: true } next ? next : null;
            if (block.StartsServers)
            {
                await system.StartAsync(block);
                findings[block.Place] = DocumentSystem.Difference(shown, system.Log);
            }
            else if (block.IsRun && BlockRules.Findings(document).Any(finding => finding.StartsWith($"{block.Place} ", StringComparison.Ordinal)))
            {
                findings[block.Place] = $"{block.Place} was not run: it breaks a rule.";
            }
            else if (block.IsRun)
            {
                findings[block.Place] = await system.RunAsync(block, shown, Patience);
            }
        }
    }
}
