using Pipeline.Ops.Commands;
using Pipeline.Ops.People;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Me;

/// <summary>What a person chooses for themselves.</summary>
internal sealed class MeArea : IOpsArea
{
    private const string Address = "/ops/me";

    public void Map(OpsRoutes routes) => routes
        .Page("me", static request => Task.FromResult(Show(request, request.View.Preferences, [])))
        .Own("me", static request => Task.FromResult(Save(request)))
        .Own("me/language", static request => Task.FromResult<OpsAnswer>(Speak(request)));

    private static OpsAnswer Show(OpsRequest request, OpsPreferences chosen, IReadOnlyList<FieldFault> faults) => OpsAnswer.Page<MePage>(
        new PageHead(request.View.T("Me.title"), "me") { Faults = faults, Status = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity },
        new MeModel(chosen, faults));

    private static OpsAnswer Save(OpsRequest request)
    {
        OpsPreferences chosen = OpsPreferences.Of(request.Form);
        return request.Form("zone") is { } zone && chosen.TimeZone is null
            ? Show(request, chosen with { TimeZone = zone }, [new FieldFault("zone", request.View.T("Me.zoneUnknown", zone))])
            : new CookieAnswer(chosen, OpsCommands.Done(Address, "Me.saved"));
    }

    private static CookieAnswer Speak(OpsRequest request) => new(
        request.View.Preferences with { Language = OpsPreferences.Of(request.Form).Language }, Own(request.Form("back")));

    // Only addresses of ours: what the form brings may have been written by anybody.
    private static string Own(string? back) =>
        back is not null && (back == "/ops" || back.StartsWith("/ops/", StringComparison.Ordinal) || back.StartsWith("/ops?", StringComparison.Ordinal))
        && !back.Contains('\\', StringComparison.Ordinal) && !back.Any(char.IsControl)
            ? back
            : "/ops";
}
