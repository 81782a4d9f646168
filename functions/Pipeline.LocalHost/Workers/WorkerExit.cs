using System.Reflection;
using System.Reflection.Emit;

namespace Pipeline.LocalHost.Workers;

/// <summary>Makes the exception that a call gets whose worker died.</summary>
/// <remarks>
/// Its type has the name it has in the Functions host: the Durable Task extension looks for it to run an orchestrator's turn
/// again, and the caller of an activity reads it in the failure details. The host's assembly is no package, so the type is emitted.
/// </remarks>
internal static class WorkerExit
{
    private const string TypeName = "Microsoft.Azure.WebJobs.Script.Workers.WorkerProcessExitException";

    private static readonly Type ExceptionType = Emit();

    /// <summary>The exception with the host's text, such as <c>dotnet exited with code 137 (0x89)</c>.</summary>
    public static Exception Create(string message) => (Exception)Activator.CreateInstance(ExceptionType, message)!;

    private static Type Emit()
    {
        ModuleBuilder module = AssemblyBuilder
            .DefineDynamicAssembly(new AssemblyName("WorkerExit"), AssemblyBuilderAccess.Run).DefineDynamicModule("WorkerExit");
        TypeBuilder type = module.DefineType(TypeName, TypeAttributes.Public | TypeAttributes.Class, typeof(Exception));
        ILGenerator code = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Call, typeof(Exception).GetConstructor([typeof(string)])!);
        code.Emit(OpCodes.Ret);
        return type.CreateType();
    }
}
