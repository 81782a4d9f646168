namespace Pipeline.Ops.Routing;

/// <summary>The pages of one subject.</summary>
internal interface IOpsArea
{
    /// <summary>Names the pages, exports and commands of the area.</summary>
    void Map(OpsRoutes routes);
}
