using Pipeline.Core.Distributors;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Functions.Sourcing;

/// <summary>Whether a distributor takes orders from us.</summary>
/// <param name="Distributor">Its code.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CanBeOrderedFrom">Whether its services are configured.</param>
/// <param name="StoppedBy">Code of the refusal by which it takes none until a person has cleared it; null when there is none.</param>
/// <param name="StoppedSince">When it said so, UTC, or null.</param>
/// <param name="StoppedAt">The purchase order that it refused, or null.</param>
public sealed record DistributorView(
    string Distributor, string Name, bool CanBeOrderedFrom, string? StoppedBy, DateTimeOffset? StoppedSince, string? StoppedAt)
{
    internal static DistributorView Of(IDistributor distributor, DistributorStop? stop) => new(
        distributor.Code, distributor.Name, distributor.MissingServices is null, stop?.Code, stop?.Since, stop?.Number);
}
