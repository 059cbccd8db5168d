/** Troupe's own tools as Python, for a team that moves to AutoGen. Names and arguments are those of `main/tools`. */
interface PythonSource {
  readonly name: string;
  readonly description: string;
  readonly source_code: string;
}

/** Arithmetic by walking the parsed expression: nothing in it is executed. */
export const calculatorSource: PythonSource = {
  name: 'calculator',
  description: 'Works out an arithmetic expression. Knows + - * / % ^, parentheses and the usual functions.',
  source_code: `def calculator(expression: str) -> str:
    import ast
    import math
    import operator

    signs = {
        ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
        ast.Mod: operator.mod, ast.Pow: operator.pow, ast.USub: operator.neg, ast.UAdd: operator.pos,
    }
    names = {"pi": math.pi, "e": math.e}
    functions = {
        "sqrt": math.sqrt, "abs": abs, "round": round, "floor": math.floor, "ceil": math.ceil, "min": min, "max": max,
        "sin": math.sin, "cos": math.cos, "tan": math.tan, "log": math.log10, "ln": math.log, "exp": math.exp,
    }

    def value(node):
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            return node.value
        if isinstance(node, ast.Name) and node.id in names:
            return names[node.id]
        if isinstance(node, ast.UnaryOp) and type(node.op) in signs:
            return signs[type(node.op)](value(node.operand))
        if isinstance(node, ast.BinOp) and type(node.op) in signs:
            left, right = value(node.left), value(node.right)
            if isinstance(node.op, ast.Pow) and abs(right) > 1000:
                raise ValueError("the exponent is too large")
            return signs[type(node.op)](left, right)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions:
            return functions[node.func.id](*[value(argument) for argument in node.args])
        raise ValueError("only numbers, signs and known functions can be worked out")

    result = value(ast.parse(expression.replace("^", "**"), mode="eval").body)
    return str(result) if isinstance(result, int) else f"{result:.15g}"
`,
};

/** Date and time by the clock of the machine. */
export const currentTimeSource: PythonSource = {
  name: 'current_time',
  description: 'Tells the current date, time and day of the week.',
  source_code: `def current_time(time_zone: str = "") -> str:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    now = datetime.now(ZoneInfo(time_zone)) if time_zone else datetime.now().astimezone()
    return now.strftime("%A, %Y-%m-%d %H:%M:%S %Z")
`,
};
