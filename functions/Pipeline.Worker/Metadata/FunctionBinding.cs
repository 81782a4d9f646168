using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Metadata;

/// <summary>A binding of a function: the trigger or a further input.</summary>
/// <param name="Name">Name in <c>function.json</c> and in <c>Data</c>: the parameter's name.</param>
/// <param name="Attribute">What is bound.</param>
/// <param name="Parameter">Where the value goes.</param>
internal sealed record FunctionBinding(string Name, BindingAttribute Attribute, ParameterInfo Parameter);
