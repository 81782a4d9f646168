namespace Pipeline.Core.Feeds;

/// <summary>What becomes of a file as a whole.</summary>
public enum FeedDecision
{
    /// <summary>It is applied.</summary>
    Accept,

    /// <summary>It is readable and suspicious: it waits for a person, the catalogue stays as it was.</summary>
    Hold,

    /// <summary>It cannot be right: nothing of it is applied.</summary>
    Refuse,
}
