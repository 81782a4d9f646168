namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Keeps the rules of choosing, and which distributors have said that they take no orders from us.</summary>
public interface ISourcingStore
{
    /// <summary>The rules in force: those that hold of themselves while nobody has chosen others.</summary>
    Task<StoredRules> FindRulesAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the rules, if nobody has since they were read.</summary>
    /// <param name="rules">The new rules.</param>
    /// <param name="version">Version as read.</param>
    /// <param name="cancellationToken">Gives up; the rules may have been stored.</param>
    /// <returns>The rules with their new version, or null when they have another version by now: nothing was changed.</returns>
    Task<StoredRules?> TryPutRulesAsync(SourcingRules rules, string version, CancellationToken cancellationToken);

    /// <summary>The distributors that take no orders from us until a person has cleared it, by their codes.</summary>
    Task<IReadOnlyDictionary<string, DistributorStop>> ListStopsAsync(CancellationToken cancellationToken);

    /// <summary>Stores that a distributor takes no orders from us. The first word stays; may be repeated.</summary>
    Task StopAsync(DistributorStop stop, CancellationToken cancellationToken);

    /// <summary>Lets a distributor be asked again. May be repeated.</summary>
    Task ResumeAsync(string distributor, CancellationToken cancellationToken);
}

/// <summary>The rules and the version they were read at.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Version">Opaque; changes with every write.</param>
public sealed record StoredRules(SourcingRules Rules, string Version);

/// <summary>That a distributor takes no orders from us, whatever we order.</summary>
/// <param name="Distributor">Its code.</param>
/// <param name="Code">Code of its refusal, for example <c>CREDIT</c>.</param>
/// <param name="Since">When it said so, UTC.</param>
/// <param name="Number">The purchase order that it refused.</param>
public sealed record DistributorStop(string Distributor, string Code, DateTimeOffset Since, string Number);
