namespace CareCoord.Ops; internal static class Program { public static int Main() => 0; }
