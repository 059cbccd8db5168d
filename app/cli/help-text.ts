/** What `troupe --help` prints. */
export const HELP_TEXT = `Troupe: design teams of AI agents, run them on your own machine, step through the conversation.

Usage
  troupe [FILE]                open the application, with this team in it
  troupe serve                 open it in the browser
  troupe run FILE --task TEXT  run a team here in the terminal
  troupe resume RUN            go on with a run that was paused, parked or cut off
  troupe runs                  list the runs
  troupe runs show RUN         print the lines that the run printed
  troupe runs export RUN       print its whole log, one event a line
  troupe runs files RUN        list the files that its code left; --to FOLDER writes them into a new folder
  troupe keys                  list the keys; a key is never shown
  troupe keys set NAME         keep a key, typed or from standard input
  troupe keys remove NAME      forget it
  troupe validate FILE         say what is wrong with a file
  troupe export FILE --to FORMAT
                               write it as AutoGen's component JSON or as a team document
  troupe packs                 list what can be installed beside Troupe, such as local models
  troupe packs install PACK    install one of them
  troupe packs remove PACK     take it away again
  troupe memory                list what is remembered, by space; show SPACE prints it, clear SPACE forgets it
  troupe memory index SPACE PATH…
                               put the texts of files and folders into a shared space
  troupe doctor                what is here: window, browser, keys, models, database

FILE is a team document (.team.json) or component JSON of AutoGen or AutoGen Studio.

serve
  --port N                     the port; 0 for any free one
  --no-open                    do not open the browser

run
  --task TEXT                  what the team is asked to do
  --attach FILE                a picture or a text file that goes with the task; may be given again
  --model PROVIDER:NAME[@URL]  run every model of the team as this one, for example ollama:llama3.2
                               or openai:gpt-4o@http://localhost:8080/v1
  --state FILE                 go on from this saved state of the team, as AutoGen's save_state gives it
  --hold-on-loop               hold where the agents go in circles: the same messages or calls, three times
  --replay RUN                 run this run again from its log, without any outside call

resume
  --model PROVIDER:NAME[@URL]  let this one answer for every model of the team from here on

run and resume
  --max-cost USD               hold before the run costs more, all of it together; also --max-tokens N, --max-turns N
  --unknown-prices hold|pass   under a limit of money, calls whose price nobody knows: hold and ask (usual), or let
                               them pass uncounted
  --approve sandboxed|memory|read|all
                               what is done without asking: code in the sandbox (usual), the memory that all teams
                               share too, reading tools too, or all
  --jsonl                      one JSON object a line: what AutoGen's run_stream yields
  --debug                      hold before the next turn, and step from there
  --save-state FILE            write the team's state to this file when the run has ended

keys set
  --url URL                    a server that the key may go to; may be given again. A key named like its provider
                               (openai, anthropic, …) goes to the provider's own hosts without it

validate
  --json                       print the findings as JSON

export
  --to autogen|document        the format
  -o, --out FILE               write to this file instead of standard output
  --repair                     also mend what AutoGen itself could not load again

memory index
  --embedding MODEL            also make the vectors of a vector memory: openai:text-embedding-3-small,
                               ollama:nomic-embed-text, offline

everywhere
  --data DIR                   the folder of documents and runs; else TROUPE_DATA, else the usual place
  --help, --version

Exit status: 0 finished, 1 failed, 2 the file or the arguments are invalid (there is no such run, too), 3 a budget holds
the run, 4 it waits for a person, 130 interrupted.
`;
