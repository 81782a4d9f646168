namespace Pipeline.Faults.Sourcing;

/// <summary>What a distributor makes of an order, once it is asked.</summary>
public enum SourcingFate
{
    /// <summary>Takes and confirms it.</summary>
    Accepted,

    /// <summary>Takes it, and its first answer is lost.</summary>
    AnswerLost,

    /// <summary>The first Order Create never arrives, and nobody can tell.</summary>
    Unheard,

    /// <summary>Refuses the Order Create.</summary>
    Refused,

    /// <summary>Refuses every Order Create for want of credit, until a clerk has paid.</summary>
    Credit,

    /// <summary>Takes it, and rejects it by message.</summary>
    Rejected,
}
