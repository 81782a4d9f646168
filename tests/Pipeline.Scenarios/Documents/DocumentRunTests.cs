namespace Pipeline.Scenarios.Documents;

/// <summary>The documents' blocks do what the documents show, and a fault in them is found.</summary>
[Collection(DocumentCollection.Name)]
public sealed class DocumentRunTests(DocumentRun run)
{
    public static TheoryData<string> Blocks =>
    [
        .. Document.All().SelectMany(static document => document.Blocks)
            .Where(static block => block.IsRun || block.StartsServers || block.IsAfterStop)
            .Select(static block => block.Place),
    ];

    public static TheoryData<int> Faults => [.. Enumerable.Range(0, PlantedFault.All.Count)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_does_what_its_document_shows(string place) =>
        Assert.True(run.FindingOf(place) is null, run.FindingOf(place));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_found(int fault) => Assert.Contains(
        PlantedFault.All[fault].Expected, run.FindingOf(PlantedFault.All[fault]) ?? "nothing was found", StringComparison.Ordinal);

    [Fact]
    public void The_quick_start_and_the_runbook_are_among_them() => Assert.InRange(run.Count, 15, 100);
}
