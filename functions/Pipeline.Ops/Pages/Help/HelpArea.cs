using Pipeline.Core.Issues;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Help;

/// <summary>A page for each code: what it means, what to do, who acts.</summary>
internal sealed class HelpArea : IOpsArea
{
    public void Map(OpsRoutes routes) => routes.Page("help/{code}", static request => Task.FromResult(Show(request)));

    private static OpsAnswer Show(OpsRequest request) =>
        IssueCatalog.Find(request.Route("code").ToUpperInvariant(), request.View.Texts.Language) is { } entry
            ? OpsAnswer.Page<HelpPage>(new PageHead(entry.Code, "errors") { Crumbs = [new Crumb(request.View.T("Common.menuEntry.errors"), "/ops/errors")] }, entry)
            : OpsAnswer.Missing();
}
