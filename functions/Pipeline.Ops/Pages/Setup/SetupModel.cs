using Pipeline.Core.Setup;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Setup;

/// <summary>What is set up and what is missing.</summary>
/// <param name="Partners">Each partner with the tasks that the filters let through.</param>
/// <param name="Filters">The filters.</param>
public sealed record SetupModel(IReadOnlyList<PartnerSetup> Partners, Filters Filters)
{
    /// <summary>Tasks that are done, of all partners, whatever the filters say.</summary>
    public int Done { get; init; }

    /// <summary>All tasks.</summary>
    public int Total { get; init; }

    /// <summary>Whether people sign in.</summary>
    public bool HasSignIn { get; init; }
}
