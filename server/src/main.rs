//! The `semillero` command.

fn main() -> std::process::ExitCode {
    semillero_server::cli::main()
}
