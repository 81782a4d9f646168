namespace Pipeline.Scenarios.Documents;

/// <summary>One run for all tests of documents, by itself: <c>./start.sh</c> publishes the app that other scenarios run.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class DocumentCollection : ICollectionFixture<DocumentRun>
{
    public const string Name = "documents";
}
