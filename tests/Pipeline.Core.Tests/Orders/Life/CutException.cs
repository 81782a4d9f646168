namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>The process ends here.</summary>
internal sealed class CutException() : Exception("cut");
