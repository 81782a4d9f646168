using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>An article of a distributor that a line may be bought as.</summary>
internal sealed record SourcingCandidate
{
    /// <summary>The article.</summary>
    public required CatalogEntry Entry { get; init; }

    /// <summary>Price and fees of a piece in the base currency, without VAT and freight, unrounded.</summary>
    public decimal Cost { get; init; }

    /// <summary>What one shipment of the distributor costs, in the base currency.</summary>
    public decimal Freight { get; init; }

    /// <summary>Pieces in stock that nobody was promised.</summary>
    public int Available { get; init; }

    /// <summary>Why it may not be chosen, or null.</summary>
    public Issue? Obstacle { get; init; }

    /// <summary>Code of the distributor.</summary>
    public string Distributor => Entry.Distributor;

    /// <summary>Distributor and article number as people read them.</summary>
    public string Name => $"{Entry.Distributor} {Entry.Sku}";

    /// <summary>Distributor and article number.</summary>
    public (string Distributor, string Sku) Article => (Entry.Distributor, Entry.Sku);
}

/// <summary>A line for which a distributor is chosen.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">Pieces that are missing.</param>
/// <param name="Candidates">What it may be bought as, those with an obstacle included.</param>
internal sealed record SourcingWish(SalesOrderLine Line, int Quantity, IReadOnlyList<SourcingCandidate> Candidates)
{
    /// <summary>Those that may be chosen.</summary>
    public IEnumerable<SourcingCandidate> Eligible => Candidates.Where(static candidate => candidate.Obstacle is null);
}

/// <summary>Pieces of a line that a distributor is chosen for.</summary>
/// <param name="Wish">The line.</param>
/// <param name="Candidate">The article.</param>
/// <param name="Quantity">Pieces.</param>
internal sealed record SourcingPart(SourcingWish Wish, SourcingCandidate Candidate, int Quantity);
