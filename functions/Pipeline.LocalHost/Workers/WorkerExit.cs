using System.Reflection;
using System.Reflection.Emit;

namespace Pipeline.LocalHost.Workers;

/// <summary>Makes what a call gets whose worker died: of a type that engine and functions know by its name in the Functions host.</summary>
internal static class WorkerExit
{
    private static readonly Type ExceptionType = Emit();

    public static Exception Create(string message) => (Exception)Activator.CreateInstance(ExceptionType, message)!;

    private static Type Emit()
    {
        TypeBuilder type = AssemblyBuilder.DefineDynamicAssembly(new("WorkerExit"), AssemblyBuilderAccess.Run).DefineDynamicModule("WorkerExit")
            .DefineType("Microsoft.Azure.WebJobs.Script.Workers.WorkerProcessExitException", TypeAttributes.Public, typeof(Exception));
        ILGenerator code = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Call, typeof(Exception).GetConstructor([typeof(string)])!);
        code.Emit(OpCodes.Ret);
        return type.CreateType();
    }
}
