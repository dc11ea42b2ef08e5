namespace CareCoord.Ops.LocalDatabase;

/// <summary>The settings that a private cluster adds to PostgreSQL's own.</summary>
public static class ClusterSettings
{
    public const string FileName = "carecoord.conf";

    /// <summary>Passwords only, and from this machine only.</summary>
    public const string WhoMayConnect = "host all all 127.0.0.1/32 scram-sha-256\n";

    public static string For(int port, bool fast) =>
        $"""
            # Written by carecoord on every start.
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            password_encryption = scram-sha-256
            max_connections = 200
            shared_buffers = 256MB
            effective_cache_size = 1GB
            maintenance_work_mem = 128MB
            max_wal_size = 1GB
            min_wal_size = 128MB
            checkpoint_completion_target = 0.9
            random_page_cost = 1.1
            huge_pages = off
            timezone = 'UTC'
            log_timezone = 'UTC'

            # The log must not hold what people typed.
            log_error_verbosity = terse
            log_min_error_statement = panic
            log_parameter_max_length_on_error = 0
            log_parameter_max_length = 0
            log_statement = none
            log_min_duration_statement = -1
            log_checkpoints = off
            log_line_prefix = '%m [%p] %q%u@%d '

            """ + (fast ? ThrowAway : "");

    private const string ThrowAway = """
        # A throw-away cluster for tests: quick, and lost when the machine stops.
        fsync = off
        full_page_writes = off
        synchronous_commit = off

        """;
}
