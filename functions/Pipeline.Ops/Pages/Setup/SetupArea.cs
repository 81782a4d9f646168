using Pipeline.Core.Distributors;
using Pipeline.Core.Setup;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Pages.Orders;
using Pipeline.Ops.People;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Setup;

/// <summary>The list of what has to be set up. Nothing is set here: settings have their own place, and their values are never shown.</summary>
internal sealed class SetupArea(SetupChecklist checklist, DistributorCatalog partners, IOpsSignIn signIn) : IOpsArea
{
    private const string Address = "/ops/setup";

    public void Map(OpsRoutes routes) => routes.Page("setup", ShowAsync).Csv("setup", ExportAsync);

    private async Task<OpsAnswer> ShowAsync(OpsRequest request)
    {
        (IReadOnlyList<PartnerSetup> all, IReadOnlyList<PartnerSetup> shown, Filters filters) = await ReadAsync(request);
        SetupTask[] tasks = [.. all.SelectMany(static partner => partner.Tasks)];
        return OpsAnswer.Page<SetupPage>(new PageHead(request.View.T("Setup.title"), "setup") { Live = 30 }, new SetupModel(shown, filters)
        {
            Done = tasks.Count(static task => task.State is SetupState.Done),
            Total = tasks.Length,
            HasSignIn = signIn.IsEnabled,
        });
    }

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        CsvTable table = new(view, view.T("Setup.partner"), view.T("Setup.code"), view.T("Setup.task"), view.T("Setup.feed"), view.T("Setup.state"), view.T("Setup.detail"), view.T("Setup.at"));
        foreach (PartnerSetup partner in (await ReadAsync(request)).Shown)
        {
            foreach (SetupTask task in partner.Tasks)
            {
                _ = table.Add(partner.Partner, Spelling.Of(task.Kind), view.T($"Setup.task.{Spelling.Of(task.Kind)}"), task.Feed, Spelling.Of(task.State), SetupPage.DetailOf(view, task), task.At);
            }
        }

        return OpsAnswer.Csv("setup.csv", table);
    }

    private async Task<(IReadOnlyList<PartnerSetup> All, IReadOnlyList<PartnerSetup> Shown, Filters Filters)> ReadAsync(OpsRequest request)
    {
        OpsView view = request.View;
        string? partner = request.Query("partner");
        SetupState? state = request.Choice<SetupState>("state");
        IReadOnlyList<PartnerSetup> all = await checklist.ReadAsync(request.CancellationToken);
        PartnerSetup[] shown =
        [
            .. all.Where(setup => partner is null || setup.Partner == partner)
                .Select(setup => setup with { Tasks = [.. setup.Tasks.Where(task => state is null || task.State == state)] })
                .Where(static setup => setup.Tasks.Count > 0),
        ];
        Filters filters = new(
            Address,
            [
                new FilterField("state", view.T("Setup.state"), state is { } chosen ? Spelling.Of(chosen) : null)
                {
                    Choices = [.. Enum.GetValues<SetupState>().Select(Spelling.Of).Select(name => new Choice(name, view.T($"Setup.state.{name}")))],
                },
                new FilterField("partner", view.T("Setup.partner"), partner) { Choices = partners.Choices() },
            ]);
        return (all, shown, filters);
    }
}
