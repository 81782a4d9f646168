namespace Pipeline.Ops.Routing;

/// <summary>The addresses below <c>/ops</c>, as areas name them: <c>flows/{flow}/run</c>; <c>{*rest}</c> takes all that follows.</summary>
internal sealed class OpsRoutes
{
    private readonly List<OpsRoute> all = [];

    /// <summary>All of them in the order of naming.</summary>
    public IReadOnlyList<OpsRoute> All => all;

    /// <summary>A page.</summary>
    public OpsRoutes Page(string template, Func<OpsRequest, Task<OpsAnswer>> show) => Add(OpsRouteKind.Page, template, show);

    /// <summary>The same list as a file: its address with <c>.csv</c> behind the last segment.</summary>
    public OpsRoutes Csv(string template, Func<OpsRequest, Task<OpsAnswer>> export) => Add(OpsRouteKind.Csv, template, export);

    /// <summary>Something an operator does.</summary>
    public OpsRoutes Command(string template, Func<OpsRequest, Task<OpsAnswer>> act) => Add(OpsRouteKind.Command, template, act);

    /// <summary>Something that touches nobody but the person: a viewer may do it too, and no audit row is written.</summary>
    public OpsRoutes Own(string template, Func<OpsRequest, Task<OpsAnswer>> act) => Add(OpsRouteKind.Own, template, act);

    /// <summary>The route of an address and its values; null without one.</summary>
    /// <param name="path">Below <c>/ops</c>, decoded, without slashes at the ends.</param>
    /// <param name="isPost">Whether it is posted to.</param>
    public (OpsRoute Route, IReadOnlyDictionary<string, string> Values)? Find(string path, bool isPost)
    {
        (OpsRoute, IReadOnlyDictionary<string, string>)? best = null;
        int bestWeight = -1;
        foreach (OpsRoute route in all.Where(route => route.IsPosted == isPost))
        {
            bool isFile = route.Kind is OpsRouteKind.Csv;
            if (isFile && !path.EndsWith(".csv", StringComparison.Ordinal))
            {
                continue;
            }

            if (route.Match(isFile ? path[..^4] : path) is { } values && route.Weight + (isFile ? 1 : 0) > bestWeight)
            {
                (best, bestWeight) = ((route, values), route.Weight + (isFile ? 1 : 0));
            }
        }

        return best;
    }

    private OpsRoutes Add(OpsRouteKind kind, string template, Func<OpsRequest, Task<OpsAnswer>> answer)
    {
        all.Add(new OpsRoute(kind, template, answer));
        return this;
    }
}
