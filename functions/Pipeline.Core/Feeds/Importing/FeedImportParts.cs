using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Feeds.Importing;

/// <summary>What the import works with.</summary>
public sealed record FeedImportParts
{
    /// <summary>Where feeds and files stand.</summary>
    public required IFeedStore Feeds { get; init; }

    /// <summary>Landed files and reports.</summary>
    public required ILandingStore Landing { get; init; }

    /// <summary>Reads and compares files.</summary>
    public required IFeedReader Reader { get; init; }

    /// <summary>What each feed carries.</summary>
    public required IFeedFormDirectory Forms { get; init; }

    /// <summary>Layouts.</summary>
    public required IFeedProfileCatalog Profiles { get; init; }

    /// <summary>The catalogue.</summary>
    public required ICatalogStore Catalog { get; init; }

    /// <summary>Change sets of what was applied.</summary>
    public required IChangeSetStore ChangeSets { get; init; }

    /// <summary>Where change sets are announced.</summary>
    public required IChangeQueue ChangeQueue { get; init; }

    /// <summary>Executions.</summary>
    public required IExecutionStore Executions { get; init; }

    /// <summary>The flows that executions belong to.</summary>
    public required FlowCatalog Flows { get; init; }

    /// <summary>One worker per feed.</summary>
    public required IFeedLock Locks { get; init; }

    /// <summary>Told how runs come along.</summary>
    public required IExecutionObserver Observer { get; init; }

    /// <summary>Settings.</summary>
    public required FeedImportOptions Options { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
