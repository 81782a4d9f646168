namespace Pipeline.Scenarios.Documents;

/// <summary>A fault that is written into a document and must be found by running the blocks that it changes.</summary>
/// <param name="Document">The document.</param>
/// <param name="From">What stands there.</param>
/// <param name="To">What is written instead.</param>
/// <param name="Expected">Part of the finding.</param>
internal sealed record PlantedFault(string Document, string From, string To, string Expected)
{
    /// <summary>The faults; each is about a block whose answer does not depend on the blocks after it.</summary>
    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        new("README.md", "/api/catalog/ingram-micro/7100231\n", "/api/katalog/ingram-micro/7100231\n", "ends with 22: curl: (22) The requested URL returned error: 404"),
        new("README.md", "'http://127.0.0.1:7071/api/executions?status=held'", "'http://127.0.0.1:7071/api/executions?status=hold'", "ends with 22"),
        new("README.md", "\"brand\": \"ZENTARO\"", "\"brand\": \"ORVANE\"", "answer[0].brand is \"ZENTARO\"; \"ORVANE\" is shown."),
        new("README.md", "\"status\": \"ready\",", "", "answer[0].status is there and not shown."),
        new("README.md", "{ \"name\": \"queues\", \"status\": \"ok\", \"detail\": null },\n", "", "answer[0].checks has 15 items; 14 are shown."),
        new("README.md", "ingram.stock: succeeded. 8 rows", "ingram.stock: succeeded. 9 rows", "is shown and not printed."),
        new("docs/orders.md", "tests/Pipeline.Partners.Tests/samples/ingram-micro/$message.xml", "tests/Pipeline.Partners.Tests/samples/$message.xml", "ends with "),
        new("docs/operations.md", "/api/notification-replays?from=", "/api/notification-replays?since=", "ends with 22: curl: (22) The requested URL returned error: 400"),
        new("docs/operations.md", "/api/feeds/ingram-micro/price/rollback", "/api/feeds/ingram-micro/prices/rollback", "ends with 22"),
    ];

    /// <summary>Runs the first block that the fault changes, or whose output it changes.</summary>
    /// <returns>The finding, or null when nothing was found.</returns>
    public async Task<string?> RunAsync(DocumentSystem system, Document document)
    {
        IReadOnlyList<DocumentBlock> blocks = document.With(From, To).Blocks;
        int at = Enumerable.Range(0, blocks.Count).First(at => blocks[at].Text != document.Blocks[at].Text);
        DocumentBlock changed = blocks[at];
        DocumentBlock commands = changed.IsOutput ? blocks[at - 1] : changed;
        return commands.StartsServers
            ? DocumentSystem.Difference(changed, system.Log)
            : await system.RunAsync(commands, changed.IsOutput ? changed : null, TimeSpan.Zero);
    }
}
