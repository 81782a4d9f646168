namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Binds a further input that the host sends in <c>Data</c> beside the trigger.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class InputBindingAttribute : BindingAttribute;
