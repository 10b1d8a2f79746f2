-- Quarto's markup for pandoc alone, once `markup.lua` has found nothing wrong with it: parts for one format,
-- callouts, numbers, cross-references, and figures, tables and equations as each format wants them.

local common = dofile(PANDOC_SCRIPT_FILE:match("(.*[/\\])") .. "common.lua")
local problem, prefix = common.problem, common.prefix
local form, KINDS, CALLOUTS = common.form, common.KINDS, common.CALLOUTS
local plain_id = common.plain_id

-- What this format shows ------------------------------------------------------------------------------------

local profile = "" -- 'review' in the copy for reviewers

local function fits(div, kind, active)
  local when, unless = div.attributes["when-" .. kind], div.attributes["unless-" .. kind]
  return (not when or when == active) and (not unless or unless ~= active)
end

local function visible(div)
  local class = div.classes[1]
  if class ~= "content-visible" and class ~= "content-hidden" then return end
  local matches = fits(div, "format", form) and fits(div, "profile", profile)
  if (class == "content-visible") == matches then return div.content end
  return {}
end

-- Callouts --------------------------------------------------------------------------------------------------

local function styled(blocks, style)
  return pandoc.Div(blocks, pandoc.Attr("", {}, { ["custom-style"] = style }))
end

local function callout(div)
  local kind = div.classes[1] and div.classes[1]:match("^callout%-(%a+)$")
  if not kind then return end
  local title = pandoc.utils.blocks_to_inlines(pandoc.read(div.attributes.title or CALLOUTS[kind], "markdown").blocks)
  local content = div.content
  if content[1] and content[1].t == "Header" then
    title = content:remove(1).content
  end
  if form == "typst" then
    local head = pandoc.Plain(pandoc.RawInline("typst", "#callout(title: ["))
    head.content:extend(title)
    head.content:insert(pandoc.RawInline("typst", "], body: ["))
    content:insert(1, head)
    content:insert(pandoc.RawBlock("typst", "])"))
    return content
  elseif form == "jats" then
    content:insert(1, pandoc.RawBlock("jats", '<boxed-text content-type="' .. kind .. '">'))
    content:insert(2, pandoc.Para({ pandoc.Strong(title) }))
    content:insert(pandoc.RawBlock("jats", "</boxed-text>"))
    return content
  elseif form == "docx" then
    return { styled({ pandoc.Para(title) }, "Callout Title"), styled(content, "Callout") }
  end
  content:insert(1, pandoc.Div({ pandoc.Plain(title) }, pandoc.Attr("", { "callout-title" })))
  return pandoc.Div(content, pandoc.Attr("", { "callout", "callout-" .. kind }, { role = "note" }))
end

-- Numbers ---------------------------------------------------------------------------------------------------

local numbers = {} -- id to what it is called: 3, or 2.1 for a section
local counts = { fig = 0, tbl = 0, eq = 0 }
local section = {}

local function next_section(level)
  section[level] = (section[level] or 0) + 1
  for deeper = level + 1, #section do section[deeper] = 0 end
  local parts = {}
  for depth = 1, level do table.insert(parts, tostring(section[depth] or 0)) end
  return table.concat(parts, ".")
end

local function number(element, kind)
  counts[kind] = counts[kind] + 1
  numbers[element.identifier] = tostring(counts[kind])
end

local NUMBERING = {
  traverse = "topdown",
  Header = function(header)
    if header.classes:includes("unnumbered") then return end
    numbers[header.identifier] = next_section(header.level)
  end,
  Figure = function(figure) if prefix(figure.identifier) == "fig" then number(figure, "fig") end end,
  Table = function(tbl) if prefix(tbl.identifier) == "tbl" then number(tbl, "tbl") end end,
  Span = function(span) if prefix(span.identifier) == "eq" then number(span, "eq") end end,
}

-- Cross-references ------------------------------------------------------------------------------------------

local function reference(one)
  local id = plain_id(one.id)
  local bare = one.mode == "SuppressAuthor"
  local word = KINDS[prefix(id)]
  if form == "typst" then
    local supplement = bare and "[]" or "[" .. word .. "]"
    return pandoc.RawInline("typst", "#ref(<" .. id .. ">, supplement: " .. supplement .. ")")
  end
  local words = bare and numbers[id] or word .. "\u{a0}" .. numbers[id]
  return pandoc.Link({ pandoc.Str(words) }, "#" .. id, "", pandoc.Attr("", { "quarto-xref" }))
end

local function resolver(seen)
  return function(cite)
    if not KINDS[prefix(cite.citations[1].id)] then return end
    local shown = pandoc.Inlines({})
    for at, one in ipairs(cite.citations) do
      local id = plain_id(one.id)
      if numbers[id] then
        if at > 1 then shown:extend({ pandoc.Str(","), pandoc.Space() }) end
        shown:insert(reference(one))
      elseif not seen[id] then
        problem("nothing has the id '" .. id .. "'", "@" .. one.id, "correct the name, or give that id to what you mean")
      else
        problem("'" .. id .. "' has no number in the format " .. form, "@" .. one.id,
          "refer to what is numbered and shown in every format")
      end
    end
    return shown
  end
end

local function all_ids(doc)
  local seen = {}
  local function note(element) seen[element.identifier or ""] = true end
  doc.blocks:walk({ Header = note, Figure = note, Table = note, Span = note, Div = note })
  return seen
end

-- Links to places of this very document
local function check_links(doc)
  local ids = all_ids(doc)
  doc.blocks:walk({
    Link = function(link)
      local id = link.target:match("^#(.+)")
      if id and not ids[id] and not link.classes:includes("quarto-xref") then
        problem("the link '#" .. id .. "' leads nowhere in the format " .. form, "#" .. id, "correct the id")
      end
    end,
  })
end

-- Figures, tables, equations and headings in each format ----------------------------------------------------

local function typst_string(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function called(kind, id, inlines)
  local words = pandoc.Inlines({ pandoc.Str(KINDS[kind] .. "\u{a0}" .. numbers[id] .. ":"), pandoc.Space() })
  words:extend(inlines)
  return words
end

local function typst_caption(kind, id, position, inlines)
  local words = pandoc.Plain(pandoc.RawInline("typst", "], caption: figure.caption(position: " .. position .. ", ["))
  words.content:extend(inlines)
  words.content:insert(pandoc.RawInline("typst", ']), kind: "quarto-float-' .. kind .. '", supplement: "'
    .. KINDS[kind] .. '", )<' .. id .. ">"))
  return words
end

local function figure(element)
  local image = element.content[1].content[1]
  local caption = pandoc.utils.blocks_to_inlines(element.caption.long)
  local alt = image.attributes["fig-alt"]
  image.attributes["fig-alt"] = nil
  if form == "typst" then
    local width = image.attributes.width
    local code = "#figure([#image(" .. typst_string(image.src) .. ", alt: " .. typst_string(alt)
      .. (width and ", width: " .. width or "") .. ")"
    local whole = typst_caption("fig", element.identifier, "bottom", caption)
    whole.content:insert(1, pandoc.RawInline("typst", code))
    return whole
  end
  image.caption = { pandoc.Str(alt) }
  local words = called("fig", element.identifier, caption)
  return pandoc.Figure({ pandoc.Plain({ image }) }, { long = { pandoc.Plain(words) } }, element.attr)
end

local function with_widths(tbl)
  local at = 0
  for share in (tbl.attributes["tbl-colwidths"] or ""):gmatch("%d+%.?%d*") do
    at = at + 1
    tbl.colspecs[at] = { tbl.colspecs[at][1], tonumber(share) / 100 }
  end
  tbl.attributes["tbl-colwidths"] = nil
  return tbl
end

local function table_(tbl)
  tbl = with_widths(tbl)
  local id = tbl.identifier
  if not numbers[id] then return tbl end
  local caption = pandoc.utils.blocks_to_inlines(tbl.caption.long)
  if form == "typst" then
    tbl.caption.long = {}
    tbl.identifier = ""
    return { pandoc.RawBlock("typst", "#figure(["), tbl, typst_caption("tbl", id, "top", caption) }
  end
  tbl.caption.long = { pandoc.Plain(called("tbl", id, caption)) }
  return tbl
end

local function equation(span)
  local id = span.identifier
  if prefix(id) ~= "eq" then return end
  local math = span.content[1]
  if form == "typst" then
    return {
      pandoc.RawInline("typst", "#math.equation(block: true, numbering: equation-numbering, alt: "
        .. typst_string(span.attributes.alt) .. ", [ "),
      math,
      pandoc.RawInline("typst", " ])<" .. id .. ">"),
    }
  end
  math.text = math.text .. " \\qquad(" .. numbers[id] .. ")"
  return pandoc.Span({ math }, pandoc.Attr(id))
end

local function heading(header)
  if form ~= "html" then return end
  local digits = numbers[header.identifier]
  if digits then
    header.content:insert(1, pandoc.Space())
    header.content:insert(1, pandoc.Span({ pandoc.Str(digits) }, pandoc.Attr("", { "header-section-number" })))
  end
  return header
end

function Pandoc(doc)
  if doc.meta.review then profile = "review" end
  local seen = all_ids(doc)
  doc = doc:walk({ Div = visible })
  doc = doc:walk({ Div = callout })
  doc.blocks:walk(NUMBERING)
  doc = doc:walk({ Cite = resolver(seen) })
  check_links(doc)
  common.stop_if_any()
  return doc:walk({ Figure = figure, Table = table_, Span = equation, Header = heading })
end
