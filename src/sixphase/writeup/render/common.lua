-- What the filters of the built-in renderer share: the format, the kinds of cross-reference, and problems told to
-- the program as lines of PROBLEM, words to find the line by, which occurrence, what is wrong, what to do.

local common = {}

common.form = FORMAT:match("html") and "html" or FORMAT:match("jats") and "jats" or FORMAT
common.KINDS = { fig = "Figure", tbl = "Table", sec = "Section", eq = "Equation" }
common.CALLOUTS = { note = "Note", tip = "Tip", important = "Important", warning = "Warning", caution = "Caution" }

common.where = "" -- said after what is wrong, where the lines of the paper cannot tell the place

local problems = {}

function common.problem(what, needle, remedy, which)
  table.insert(problems, table.concat({ needle or "", tostring(which or 1), what .. common.where, remedy or "" }, "\t"))
end

function common.stop_if_any()
  if #problems == 0 then return end
  for _, words in ipairs(problems) do
    io.stderr:write("PROBLEM\t" .. words:gsub("[\r\n]+", " ") .. "\n")
  end
  os.exit(3)
end

function common.prefix(id)
  local kind = id:match("^(%a+)%-")
  return kind and kind:sub(1, 1):lower() .. kind:sub(2)
end

-- an id as it is looked up: `@Fig-x` at the start of a sentence is `fig-x`
function common.plain_id(id)
  return id:sub(1, 1):lower() .. id:sub(2)
end

return common
