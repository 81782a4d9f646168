namespace Pipeline.Core.Orders.Placing;

/// <summary>The live services of the configured distributors.</summary>
public interface IDistributorServiceDirectory
{
    /// <summary>Codes of the distributors that can be ordered from, in ordinal order.</summary>
    IReadOnlyList<string> Distributors { get; }

    /// <summary>A distributor's services, or null when it is not configured.</summary>
    /// <param name="distributor">Its code.</param>
    /// <param name="isTest">
    /// True for services that read as always and only record what they would write, so that business code need not ask
    /// which mode it is in.
    /// </param>
    IDistributorService? For(string distributor, bool isTest);
}
